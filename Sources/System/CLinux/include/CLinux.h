#pragma once
// Linux calls that the toolchain's Glibc module does not carry.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/types.h>

/// accept4(2), non-blocking and close-on-exec.
int plumb_accept(int listener);

/// What a child process starts with. Descriptors of -1 become /dev/null.
struct plumb_command {
    const char *path;
    char *const *arguments;
    char *const *environment;
    const char *directory;
    int input, output, error;
    /// 0 leaves a limit as it is: bytes of address space, seconds of CPU, open files.
    uint64_t memory, cpu, files;
    /// The signal that the child gets when the thread that forked it ends; 0 for none.
    int death_signal;
};

/// Forks and executes in a process group of its own; answers the process id, or -errno, also when
/// the directory or the program can't be used.
int plumb_spawn(const struct plumb_command *what);

/// pipe2(2), close-on-exec.
int plumb_pipe(int ends[2]);

#include <signal.h>
/// The process that a waitid(2) told of; its field is a macro that Swift can't read.
static inline pid_t plumb_siginfo_pid(const siginfo_t *info) { return info->si_pid; }

/// accept4(2) as above; also writes the peer's numeric address, an IPv4-mapped one as IPv4.
int plumb_accept_peer(int listener, char *address, unsigned int room);

/// Names the calling thread, for people who look at a running process; at most 15 bytes.
/// pthread_setname_np(3) for the calling thread; at most 15 bytes of the name are kept.
void plumb_name_thread(const char *name);

/// flock(2), exclusive and without waiting; 0, or -errno.
int plumb_lock(int file);

/// Gives the lock back at once, also when a child that is just being started still has the descriptor.
void plumb_unlock(int file);

/// iconv(3) over the whole input, from one encoding to another; -errno: EINVAL for encodings that the system
/// lacks or an input that ends within a character, EILSEQ for what cannot be told, E2BIG when `room` is short.
int plumb_convert(
    const char *to, const char *from, const uint8_t *input, size_t length, uint8_t *output, size_t room,
    size_t *written);

/// Fixed thresholds and four arenas for malloc(3): freed memory goes back to the system.
void plumb_prepare_memory(void);
/// malloc_trim(3).
void plumb_give_memory_back(void);
/// Unmaps the resident pages of files mapped for reading only and never written to, code above all; they come
/// back when they are touched.
void plumb_give_code_back(void);
