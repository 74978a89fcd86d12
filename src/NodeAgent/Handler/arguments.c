#include "arguments.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The value of option `name` at argv[*i], as "--name value" or "--name=value"; moves *i over a separate value. */
static const char *option(int argc, char **argv, int *i, const char *name)
{
	size_t n = strlen(name);

	if (strncmp(argv[*i], name, n))
		return NULL;
	if (argv[*i][n] == '=')
		return argv[*i] + n + 1;
	if (argv[*i][n] || *i + 1 >= argc)
		return NULL;
	return argv[++*i];
}

static int global_options(int argc, char **argv, struct arguments *a)
{
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		const char *v = option(argc, argv, &i, "--log");

		if (v) {
			a->log = v;
			continue;
		}
		if (!option(argc, argv, &i, "--root") && !option(argc, argv, &i, "--log-format") && !option(argc, argv, &i, "--criu"))
			option(argc, argv, &i, "--rootless");
	}
	return i;
}

static void create_options(int argc, char **argv, struct arguments *a)
{
	for (int i = a->command_at + 1; i < argc; i++) {
		const char *v;

		if ((v = option(argc, argv, &i, "--bundle")) || (v = option(argc, argv, &i, "-b")))
			a->bundle = v;
		else if ((v = option(argc, argv, &i, "--pid-file")))
			a->pid_file = v;
		else if ((v = option(argc, argv, &i, "--console-socket")))
			a->console_socket = v;
		else if (!strcmp(argv[i], "--no-pivot"))
			a->no_pivot = 1;
		else if (!option(argc, argv, &i, "--preserve-fds") && argv[i][0] != '-')
			a->id = argv[i];
	}
}

static void find_bundle(struct arguments *a)
{
	const char *slash = a->log ? strrchr(a->log, '/') : NULL;

	if (a->bundle)
		snprintf(a->bundle_dir, sizeof(a->bundle_dir), "%s", a->bundle);
	else if (slash && (size_t)(slash - a->log) < sizeof(a->bundle_dir))
		snprintf(a->bundle_dir, sizeof(a->bundle_dir), "%.*s", (int)(slash - a->log), a->log);
}

void arguments_parse(int argc, char **argv, struct arguments *a)
{
	int at;

	memset(a, 0, sizeof(*a));
	at = global_options(argc, argv, a);
	if (at >= argc)
		return;
	a->command_at = at;
	a->command = argv[at];
	create_options(argc, argv, a);
	find_bundle(a);
}
