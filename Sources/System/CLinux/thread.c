#define _GNU_SOURCE
#include "CLinux.h"
#include <pthread.h>

void plumb_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
#include <string.h>

void plumb_name_thread(const char *name) {
    char kept[16] = {0};
    strncpy(kept, name, sizeof kept - 1);
    pthread_setname_np(pthread_self(), kept);
}
