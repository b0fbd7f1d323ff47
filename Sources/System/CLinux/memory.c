#define _GNU_SOURCE
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include "CLinux.h"

void plumb_prepare_memory(void) {
    // A fixed threshold: glibc raises its own with each large block that is freed, up to 32 MB, and keeps
    // what is smaller.
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
    mallopt(M_ARENA_MAX, 4);
}

void plumb_give_memory_back(void) { malloc_trim(0); }

// A mapping of a file that the process never wrote to says what the file says: its pages come again from the
// page cache when they are touched, or from the file when the system needed the room meanwhile.
static int is_of_file(const char *access, unsigned long inode) {
    return inode != 0 && access[0] == 'r' && access[1] == '-' && access[3] == 'p';
}

void plumb_give_code_back(void) {
    FILE *maps = fopen("/proc/self/smaps", "re");
    if (!maps) return;
    char line[512], access[5];
    unsigned long first, last, inode, start = 0, end = 0, dirty, part;
    // A line longer than the room goes on in the next reads, which match nothing.
    while (fgets(line, sizeof line, maps)) {
        if (sscanf(line, "%lx-%lx %4s %*s %*s %lu", &first, &last, access, &inode) == 4) {
            int is_right = is_of_file(access, inode);
            start = is_right ? first : 0;
            end = is_right ? last : 0;
            dirty = 0;
        } else if (sscanf(line, "Private_Dirty: %lu", &part) == 1 || sscanf(line, "Anonymous: %lu", &part) == 1) {
            dirty += part;
        } else if (strncmp(line, "VmFlags:", 8) == 0 && start != 0 && dirty == 0) {
            madvise((void *)start, end - start, MADV_DONTNEED);
        }
    }
    fclose(maps);
}
