// C11 threads over POSIX ones: the thread sanitizer of GCC 12 knows only the latter, and dies in a
// thread of librdkafka, which Debian builds with the former. Linked into the tests of the tsan
// preset, where these stand before the C library's.

#include <pthread.h>
#include <threads.h>

#include <cerrno>
#include <cstdint>

namespace {

// In glibc both are the same memory (nptl/thrd_priv.h).
pthread_mutex_t* Posix(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }
pthread_cond_t* Posix(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }

int Outcome(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case ENOMEM:
      return thrd_nomem;
    case ETIMEDOUT:
      return thrd_timedout;
    case EBUSY:
      return thrd_busy;
    default:
      return thrd_error;
  }
}

struct Started {
  thrd_start_t run;
  void* argument;
};

void* Run(void* started) {
  const Started copy = *static_cast<Started*>(started);
  delete static_cast<Started*>(started);
  return reinterpret_cast<void*>(static_cast<std::intptr_t>(copy.run(copy.argument)));
}

}  // namespace

extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t run, void* argument) {
  return Outcome(pthread_create(thread, nullptr, Run, new Started{run, argument}));
}

int thrd_join(thrd_t thread, int* result) {
  void* returned = nullptr;
  const int error = pthread_join(thread, &returned);
  if (result != nullptr) *result = static_cast<int>(reinterpret_cast<std::intptr_t>(returned));
  return Outcome(error);
}

int mtx_init(mtx_t* mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  const bool recursive = (type & mtx_recursive) != 0;
  pthread_mutexattr_settype(&attributes,
                            recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
  return Outcome(pthread_mutex_init(Posix(mutex), &attributes));
}
int mtx_lock(mtx_t* mutex) { return Outcome(pthread_mutex_lock(Posix(mutex))); }
int mtx_unlock(mtx_t* mutex) { return Outcome(pthread_mutex_unlock(Posix(mutex))); }
void mtx_destroy(mtx_t* mutex) { pthread_mutex_destroy(Posix(mutex)); }

int cnd_init(cnd_t* condition) { return Outcome(pthread_cond_init(Posix(condition), nullptr)); }
int cnd_signal(cnd_t* condition) { return Outcome(pthread_cond_signal(Posix(condition))); }
int cnd_broadcast(cnd_t* condition) { return Outcome(pthread_cond_broadcast(Posix(condition))); }
int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return Outcome(pthread_cond_wait(Posix(condition), Posix(mutex)));
}
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
  return Outcome(pthread_cond_timedwait(Posix(condition), Posix(mutex), until));
}
void cnd_destroy(cnd_t* condition) { pthread_cond_destroy(Posix(condition)); }

}  // extern "C"
