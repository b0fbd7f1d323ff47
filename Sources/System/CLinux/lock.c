#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <sys/file.h>

int plumb_lock(int file) { return flock(file, LOCK_EX | LOCK_NB) == 0 ? 0 : -errno; }

void plumb_unlock(int file) { flock(file, LOCK_UN); }
