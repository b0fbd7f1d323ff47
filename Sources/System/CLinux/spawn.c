#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int limit(int which, uint64_t value) {
    if (value == 0) return 0;
    struct rlimit it = {value, value};
    return setrlimit(which, &it);
}

static int place(int from, int to) {
    if (from < 0) {
        from = open("/dev/null", O_RDWR);
        if (from < 0) return -1;
    }
    return dup2(from, to) < 0 ? -1 : 0;
}

// Only async-signal-safe calls between fork and exec: the parent has other threads.
static int become(const struct plumb_command *what, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    for (int it = 1; it < NSIG; it++) {
        if (it != SIGKILL && it != SIGSTOP) signal(it, SIG_DFL);
    }
    if (sigprocmask(SIG_SETMASK, &none, 0) || setpgid(0, 0)) return errno;
    if (what->death_signal) {
        if (prctl(PR_SET_PDEATHSIG, what->death_signal)) return errno;
        if (getppid() != parent) return ESRCH;
    }
    if (what->directory && chdir(what->directory)) return errno;
    if (place(what->input, 0) || place(what->output, 1) || place(what->error, 2)) return errno;
    // Last: what the parent had open counts until the program is executed.
    if (limit(RLIMIT_AS, what->memory) || limit(RLIMIT_CPU, what->cpu) || limit(RLIMIT_NOFILE, what->files))
        return errno;
    execve(what->path, what->arguments, what->environment);
    return errno;
}

int plumb_spawn(const struct plumb_command *what) {
    int report[2];
    if (pipe2(report, O_CLOEXEC)) return -errno;
    pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) {
        int failed = errno;
        close(report[0]);
        close(report[1]);
        return -failed;
    }
    if (child == 0) {
        // The report must not be where a standard descriptor goes.
        int told = fcntl(report[1], F_DUPFD_CLOEXEC, 100);
        syscall(SYS_close_range, 3, told - 1, 4 /* CLOSE_RANGE_CLOEXEC */);
        syscall(SYS_close_range, told + 1, ~0U, 4);
        int failed = become(what, parent);
        ssize_t ignored = write(told, &failed, sizeof failed);
        (void)ignored;
        _exit(127);
    }
    close(report[1]);
    int failed = 0;
    ssize_t got;
    do {
        got = read(report[0], &failed, sizeof failed);
    } while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got > 0) {
        waitpid(child, 0, 0);
        return -failed;
    }
    return child;
}
