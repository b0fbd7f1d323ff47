#pragma once
// Linux calls that the toolchain's Glibc module does not carry.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/types.h>

/// accept4(2), non-blocking and close-on-exec.
int plumb_accept(int listener);
