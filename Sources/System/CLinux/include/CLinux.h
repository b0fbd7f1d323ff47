#pragma once
// Linux calls that the toolchain's Glibc module does not carry.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/types.h>

/// accept4(2), non-blocking and close-on-exec.
int plumb_accept(int listener);

/// pthread_setname_np(3) for the calling thread; at most 15 bytes of the name are kept.
void plumb_name_thread(const char *name);
