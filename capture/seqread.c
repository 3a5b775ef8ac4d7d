/*
 * The benchmark pair: the same program on the guest's disk and on the host's, with the system call that QEMU's worker
 * threads serve a request with. One thread, one request at a time, pread64() on an O_DIRECT descriptor; it never writes.
 *
 *   cc -O2 -static -o seqread seqread.c
 *   seqread [-n REQUESTS] [-b BYTES] [-l LOG] FILE
 *
 * Prints the mean and the window, on CLOCK_MONOTONIC; with -l LOG each request too. The log is kept in memory until the
 * last request is done.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define MOST_REQUESTS 100000000L
#define MOST_BYTES (16L << 20)

struct request {
    long long offset, begin, end;
};

static long long now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what)
{
    fprintf(stderr, "seqread: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long number(const char *option, const char *text, long most)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (end == text || *end || value < 1 || value > most) {
        fprintf(stderr, "seqread: %s: '%s', expected 1 to %ld\n", option, text, most);
        exit(2);
    }
    return value;
}

static void write_log(const char *name, const struct request *requests, long n)
{
    FILE *log = fopen(name, "w");
    long i;

    if (!log)
        fail(name);
    fprintf(log, "# thread index offset start_ns end_ns\n");
    for (i = 0; i < n; i++)
        fprintf(log, "0 %ld %lld %lld %lld\n", i, requests[i].offset, requests[i].begin, requests[i].end);
    if (fclose(log))
        fail(name);
}

int main(int argc, char **argv)
{
    long n = 2500, bs = 4096, i;
    const char *log = NULL;
    struct request *requests;
    long long begun, ended;
    off_t size, offset = 0;
    void *buffer;
    int option, fd;

    while ((option = getopt(argc, argv, "n:b:l:")) != -1) {
        if (option == 'n')
            n = number("-n", optarg, MOST_REQUESTS);
        else if (option == 'b')
            bs = number("-b", optarg, MOST_BYTES);
        else if (option == 'l')
            log = optarg;
        else
            return 2;
    }
    if (optind != argc - 1) {
        fprintf(stderr, "usage: seqread [-n REQUESTS] [-b BYTES] [-l LOG] FILE\n");
        return 2;
    }
    fd = open(argv[optind], O_RDONLY | O_DIRECT | O_CLOEXEC);
    if (fd < 0)
        fail(argv[optind]);
    size = lseek(fd, 0, SEEK_END);
    if (size < bs) {
        fprintf(stderr, "seqread: %s: %lld bytes, expected %ld or more\n", argv[optind], (long long)size, bs);
        return 2;
    }
    requests = malloc(n * sizeof(*requests));
    if (!requests || posix_memalign(&buffer, 4096, bs))
        fail("memory");
    memset(requests, 1, n * sizeof(*requests)); /* no page fault later */
    memset(buffer, 1, bs);

    begun = now();
    for (i = 0; i < n; i++) {
        if (offset + bs > size)
            offset = 0;
        requests[i].offset = offset;
        if (log)
            requests[i].begin = now();
        if (pread64(fd, buffer, bs, offset) != bs)
            fail(argv[optind]);
        if (log)
            requests[i].end = now();
        offset += bs;
    }
    ended = now();

    printf("seqread: requests=%ld mean_ns=%lld\n", n, (ended - begun + n / 2) / n);
    printf("seqread: op=read pattern=seq bs=%ld threads=1 start_ns=%lld end_ns=%lld\n", bs, begun, ended);
    if (log)
        write_log(log, requests, n);
    return 0;
}
