#define _GNU_SOURCE
#include "CLinux.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int plumb_accept(int listener) { return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC); }

int plumb_accept_peer(int listener, char *address, unsigned int room) {
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    memset(&peer, 0, sizeof peer);
    int fd = accept4(listener, (struct sockaddr *)&peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 || room == 0) return fd;
    const void *bytes = &((struct sockaddr_in *)&peer)->sin_addr;
    int family = peer.ss_family;
    if (family == AF_INET6) {
        const struct in6_addr *six = &((struct sockaddr_in6 *)&peer)->sin6_addr;
        int mapped = IN6_IS_ADDR_V4MAPPED(six);
        bytes = mapped ? (const void *)&six->s6_addr[12] : (const void *)six;
        family = mapped ? AF_INET : AF_INET6;
    }
    if (!inet_ntop(family, bytes, address, room)) address[0] = 0;
    return fd;
}
