#include "restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "paths.h"
#include "refuse.h"

#define ANSWER_MAX 8192
#define WORDS_MAX 48

/* The agent's "GO": tab-separated, in this order. */
struct order {
	char *migration, *images, *work, *criu_config, *criu;
};

static int connect_agent(const struct bundle *b)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	strncpy(address.sun_path, AGENT_SOCKET, sizeof(address.sun_path) - 1);
	if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof(address)))
		refuse("pod %s container '%s' must be restored and the node agent does not answer at %s (%s); it is not started afresh, kubelet asks again",
		       b->pod_uid, b->container_name, AGENT_SOCKET, strerror(errno));
	return fd;
}

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Reads one line within the limit. */
static int read_line(int fd, char *line, size_t size)
{
	long long end = now_ms() + ANSWER_LIMIT_MS;
	size_t used = 0;

	while (used + 1 < size) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		long long left = end - now_ms();
		int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
		ssize_t n;

		if (ready < 0 && errno == EINTR)
			continue;
		n = ready > 0 ? read(fd, line + used, 1) : 0;
		if (n <= 0)
			return -1;
		if (line[used] == '\n') {
			line[used] = 0;
			return 0;
		}
		used++;
	}
	return -1;
}

static void ask(int fd, const struct arguments *a, const struct bundle *b)
{
	char text[ANSWER_MAX];
	int n = snprintf(text, sizeof(text), "RESTORE\t%s\t%s\t%s\t%s\n", b->pod_uid, b->container_name, a->id, a->bundle_dir);

	if (n < 0 || n >= (int)sizeof(text) || send(fd, text, (size_t)n, MSG_NOSIGNAL) != n)
		refuse("pod %s container '%s' must be restored and the node agent broke off; it is not started afresh, kubelet asks again",
		       b->pod_uid, b->container_name);
}

static void await_order(int fd, const struct bundle *b, char *line, struct order *o)
{
	char *rest = line;
	const char *word;

	if (read_line(fd, line, ANSWER_MAX))
		refuse("pod %s container '%s' must be restored and the node agent sent no images in time; it is not started afresh",
		       b->pod_uid, b->container_name);
	word = strsep(&rest, "\t");
	if (strcmp(word, "GO"))
		refuse("%s", rest ? rest : "the node agent refused the restore without a reason");
	o->migration = strsep(&rest, "\t");
	o->images = strsep(&rest, "\t");
	o->work = strsep(&rest, "\t");
	o->criu_config = strsep(&rest, "\t");
	o->criu = strsep(&rest, "\t");
	if (!o->criu || rest)
		refuse("the node agent's answer is incomplete; agent and handler are of different versions");
}

static void prepare_environment(const struct order *o)
{
	const char *path = getenv("PATH"), *slash = strrchr(o->criu, '/');
	char *value;

	/* Lets a restarted agent find a restore that is still under way. */
	setenv("PODMOTION_MIGRATION", o->migration, 1);
	setenv("CRIU_CONFIG_FILE", o->criu_config, 1);
	/* runc from 1.2 on looks for criu in PATH only, older ones take --criu. */
	if (slash && asprintf(&value, "%.*s:%s", (int)(slash - o->criu), o->criu, path ? path : "/usr/sbin:/usr/bin:/sbin:/bin") > 0)
		setenv("PATH", value, 1);
}

static void restore_arguments(char **argv, const struct arguments *a, const struct order *o, const char *runc, const char **w)
{
	int n = 0;

	w[n++] = runc;
	for (int i = 1; i < a->command_at && n < WORDS_MAX - 20; i++)
		w[n++] = argv[i];
	w[n++] = "--criu";
	w[n++] = o->criu;
	w[n++] = "restore";
	w[n++] = "--detach";
	w[n++] = "--tcp-established";
	w[n++] = "--image-path";
	w[n++] = o->images;
	w[n++] = "--work-path";
	w[n++] = o->work;
	w[n++] = "--bundle";
	w[n++] = a->bundle_dir;
	if (a->pid_file) {
		w[n++] = "--pid-file";
		w[n++] = a->pid_file;
	}
	if (a->console_socket) {
		w[n++] = "--console-socket";
		w[n++] = a->console_socket;
	}
	if (a->no_pivot)
		w[n++] = "--no-pivot";
	w[n++] = a->id;
	w[n] = NULL;
}

static int run(const char *const *words)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		execv(words[0], (char *const *)words);
		_exit(127);
	}
	if (child < 0)
		return 127;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int leave_marker(const char *bundle)
{
	char path[PATH_MAX + sizeof(RESTORED_MARKER) + 1];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", bundle, RESTORED_MARKER);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	return fd < 0 ? -1 : close(fd);
}

/* Tells the agent how it went and waits for its word that it knows. */
static int report(int fd, int code)
{
	char text[64], answer[64];
	int n = snprintf(text, sizeof(text), "DONE\t%d\n", code);

	return send(fd, text, (size_t)n, MSG_NOSIGNAL) == n && read_line(fd, answer, sizeof(answer)) == 0 && !strcmp(answer, "OK") ? 0 : -1;
}

static void remove_container(char **argv, const struct arguments *a, const char *runc)
{
	const char *w[WORDS_MAX];
	int n = 0;

	w[n++] = runc;
	for (int i = 1; i < a->command_at && n < WORDS_MAX - 4; i++)
		w[n++] = argv[i];
	w[n++] = "delete";
	w[n++] = "--force";
	w[n++] = a->id;
	w[n] = NULL;
	run(w);
}

int restore_container(char **argv, const struct arguments *a, const struct bundle *b, const char *runc)
{
	const char *words[WORDS_MAX];
	char answer[ANSWER_MAX];
	struct order o = { 0 };
	int fd, code;

	if (!a->id || strpbrk(a->bundle_dir, "\t\n") || strpbrk(b->container_name, "\t\n"))
		refuse("pod %s: the create call cannot be understood, so its container is not restored", b->pod_uid);
	fd = connect_agent(b);
	ask(fd, a, b);
	await_order(fd, b, answer, &o);
	prepare_environment(&o);
	restore_arguments(argv, a, &o, runc, words);
	code = run(words);
	if (code == 0)
		code = leave_marker(a->bundle_dir) ? 1 : 0;
	/* A restored container that the agent knows nothing of must not stay: nobody would ever kill or resume it. */
	if (report(fd, code) && code == 0) {
		remove_container(argv, a, runc);
		refuse("pod %s container '%s' was restored and the node agent broke off or gave it up meanwhile; the container was removed",
		       b->pod_uid, b->container_name);
	}
	return code;
}
