/*
 * podmotion-runc: the OCI runtime of pods that can move. It is runc, but for two things: a pod with a fence on this node is
 * never created or started again, and a container with a ticket is created by restoring it from the images that the node
 * agent has received. Everything else becomes runc at once, whether an agent runs or not.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arguments.h"
#include "bundle.h"
#include "paths.h"
#include "refuse.h"
#include "restore.h"
#include "settings.h"

static void become_runc(char **argv, const char *runc)
{
	argv[0] = (char *)runc;
	execv(runc, argv);
	refuse("runc cannot be run at '%s': %s", runc, strerror(errno));
}

/* Whether a path exists; a state folder that cannot be read must not look like an empty one. */
static int exists(const char *what, const char *pod_uid, const char *container)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), STATE_DIR "/%s/%s%s%s", what, pod_uid, container ? "/" : "", container ? container : "");
	if (lstat(path, &st) == 0)
		return 1;
	if (errno != ENOENT && errno != ENOTDIR)
		refuse("pod %s: '%s' cannot be read: %s; the container is not started", pod_uid, path, strerror(errno));
	return 0;
}

static int swallow_start(const char *bundle)
{
	char path[PATH_MAX + sizeof(RESTORED_MARKER) + 1];

	snprintf(path, sizeof(path), "%s/%s", bundle, RESTORED_MARKER);
	return unlink(path) == 0;
}

static int create_or_start(char **argv, const struct arguments *a, const char *runc)
{
	struct bundle b;
	const char *wrong = bundle_read(a->bundle_dir, &b);

	if (wrong)
		refuse("'%s/config.json' cannot tell whose container this is: %s; the container is not started", a->bundle_dir, wrong);
	if (b.sandbox || !b.pod_uid[0])
		become_runc(argv, runc);
	if (exists("fences", b.pod_uid, NULL))
		refuse("pod %s has moved or is moving to another node; container '%s' is not started here again", b.pod_uid, b.container_name);
	if (!strcmp(a->command, "start")) {
		if (swallow_start(a->bundle_dir))
			return 0;
		become_runc(argv, runc);
	}
	if (!exists("tickets", b.pod_uid, NULL))
		become_runc(argv, runc);
	if (!b.container_name[0] || strchr(b.container_name, '/') || !exists("tickets", b.pod_uid, b.container_name))
		refuse("pod %s comes from another node and container '%s' has no ticket; it is not started", b.pod_uid, b.container_name);
	return restore_container(argv, a, &b, runc);
}

int main(int argc, char **argv)
{
	const char *runc = settings_runc();
	struct arguments a;

	arguments_parse(argc, argv, &a);
	refuse_log_to(a.log);
	if (!a.command || (strcmp(a.command, "create") && strcmp(a.command, "start")))
		become_runc(argv, runc);
	return create_or_start(argv, &a, runc);
}
