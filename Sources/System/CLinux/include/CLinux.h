#pragma once
// Linux calls that the toolchain's Glibc module does not carry.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/types.h>

/// accept4(2), non-blocking and close-on-exec.
int plumb_accept(int listener);

/// accept4(2) as above; also writes the peer's numeric address, an IPv4-mapped one as IPv4.
int plumb_accept_peer(int listener, char *address, unsigned int room);

/// Names the calling thread, for people who look at a running process; at most 15 bytes.
void plumb_name_thread(const char *name);
