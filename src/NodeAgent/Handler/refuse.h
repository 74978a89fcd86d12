#ifndef PODMOTION_REFUSE_H
#define PODMOTION_REFUSE_H

/* Where containerd looks for the runtime's last error; NULL when the call named no log file. */
void refuse_log_to(const char *log_path);

/* Says one sentence on stderr and in the runtime's log, where containerd takes a pod event's text from, and exits 1. */
void refuse(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
