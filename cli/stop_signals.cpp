// The handler notes the signal, makes a pipe readable, and sees to it that the main thread's system call is interrupted.
#include "stop_signals.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace eligo::cli {

namespace {

volatile sig_atomic_t received = 0;
int wake[2] = {-1, -1};
pthread_t main_thread;

void note(int signal) {
  received = signal;
  const char byte = 0;
  if (write(wake[1], &byte, 1) < 0) return;   // full: it can be read from already
  if (pthread_equal(pthread_self(), main_thread) == 0) pthread_kill(main_thread, signal);
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

StopSignals::StopSignals() {
  received = 0;
  main_thread = pthread_self();
  if (pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0) wake[0] = wake[1] = -1;
  for (const int signal : {SIGTERM, SIGINT}) handle(signal, note);
  for (const int signal : {SIGPIPE, SIGXFSZ}) handle(signal, SIG_IGN);
}

StopSignals::~StopSignals() {
  for (const int signal : {SIGTERM, SIGINT, SIGPIPE, SIGXFSZ}) handle(signal, SIG_DFL);
  for (int& end : wake) {
    if (end >= 0) close(end);
    end = -1;
  }
}

std::optional<ExitCode> StopSignals::wanted() {
  if (received == 0) return std::nullopt;
  return received == SIGINT ? ExitCode::kInterrupted : ExitCode::kTerminated;
}

int StopSignals::descriptor() { return wake[0]; }

}  // namespace eligo::cli
