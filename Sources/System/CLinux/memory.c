#define _GNU_SOURCE
#include <malloc.h>
#include "CLinux.h"

void plumb_prepare_memory(void) {
    // A fixed threshold: glibc raises its own with each large block that is freed, up to 32 MB, and keeps
    // what is smaller.
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
    mallopt(M_ARENA_MAX, 4);
}

void plumb_give_memory_back(void) { malloc_trim(0); }
