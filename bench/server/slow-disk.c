/* Adds 4 ms to each wait for the disk, as ordinary server disks need. Loaded with LD_PRELOAD into every program that is compared. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static void pause4(void) { struct timespec t = {0, 4000000}; nanosleep(&t, 0); }
int fsync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fsync"); pause4(); return real(fd); }
int fdatasync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fdatasync"); pause4(); return real(fd); }
