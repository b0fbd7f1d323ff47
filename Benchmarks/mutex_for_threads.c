/* Tells the sanitizer of threads when a Mutex of Swift's Synchronization is taken and given back on the slow
 * way, which lies in a library that is not instrumented; the fast way stands in our own code, as atomics that the
 * sanitizer sees. Linked in place of the two functions with --wrap, by sanitize.py alone. */
#include <stdint.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *mutex

SWIFT void real_lock(uint32_t thread, SELF) __asm__("__real_$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void wrap_lock(uint32_t thread, SELF) __asm__("__wrap_$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void real_unlock(SELF) __asm__("__real_$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
SWIFT void wrap_unlock(SELF) __asm__("__wrap_$s15Synchronization12_MutexHandleV11_unlockSlowyyF");

SWIFT void wrap_lock(uint32_t thread, SELF) {
    real_lock(thread, mutex);
    __tsan_acquire(mutex);
}

SWIFT void wrap_unlock(SELF) {
    __tsan_release(mutex);
    real_unlock(mutex);
}
