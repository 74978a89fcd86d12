#ifndef PODMOTION_ARGUMENTS_H
#define PODMOTION_ARGUMENTS_H

#include <limits.h>

/* What a call `runc [global options] COMMAND [options] ID` says. Pointers point into argv. */
struct arguments {
	int command_at; /* index into argv; 0: none */
	const char *command, *log, *bundle, *pid_file, *console_socket, *id;
	int no_pivot;
	char bundle_dir[PATH_MAX]; /* --bundle, else the folder of --log: containerd keeps the log in the bundle */
};

void arguments_parse(int argc, char **argv, struct arguments *a);

#endif
