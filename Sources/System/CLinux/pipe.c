#define _GNU_SOURCE
#include "CLinux.h"
#include <fcntl.h>
#include <unistd.h>

int plumb_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
