#include "bundle.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json_scan.h"

#define CONFIG_MAX (16L * 1024 * 1024)
#define TYPE_KEY "io.kubernetes.cri.container-type"
#define NAME_KEY "io.kubernetes.cri.container-name"

struct facts {
	char cgroups_path[JSON_TEXT_MAX], type[64], name[CONTAINER_NAME_MAX];
	int paths, types, names, cut;
};

static void keep(char *out, size_t size, const char *text, int *seen, int *cut, int was_cut)
{
	(*seen)++;
	if (was_cut || strlen(text) >= size)
		*cut = 1;
	else
		strcpy(out, text);
}

static void on_string(void *context, const char *const *keys, size_t depth, const char *text, int cut)
{
	struct facts *f = context;

	if (depth != 2)
		return;
	if (!strcmp(keys[0], "linux") && !strcmp(keys[1], "cgroupsPath"))
		keep(f->cgroups_path, sizeof(f->cgroups_path), text, &f->paths, &f->cut, cut);
	else if (!strcmp(keys[0], "annotations") && !strcmp(keys[1], TYPE_KEY))
		keep(f->type, sizeof(f->type), text, &f->types, &f->cut, cut);
	else if (!strcmp(keys[0], "annotations") && !strcmp(keys[1], NAME_KEY))
		keep(f->name, sizeof(f->name), text, &f->names, &f->cut, cut);
}

static int is_uid(const char *s, size_t n)
{
	if (n == 0 || n >= POD_UID_MAX)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (!strchr("0123456789abcdefABCDEF-", s[i]))
			return 0;
	return 1;
}

/* cgroupfs driver: .../pod<uid>/<container id>; systemd driver: kubepods-...-pod<uid>.slice:<prefix>:<container id>, '_' for '-'. */
static void pod_uid(char *path, char *uid)
{
	char *colon = strchr(path, ':'), *last, *from;
	size_t n;

	if (colon) {
		*colon = 0;
		for (char *c = path; *c; c++)
			if (*c == '_')
				*c = '-';
		from = strstr(path, "-pod");
		last = from ? strstr(from, ".slice") : NULL;
		from = last ? from + 4 : NULL;
	} else {
		last = strrchr(path, '/');
		if (!last || last == path)
			return;
		*last = 0;
		from = strrchr(path, '/');
		from = from && !strncmp(from, "/pod", 4) ? from + 4 : NULL;
	}
	if (!from)
		return;
	n = (size_t)(last - from);
	if (is_uid(from, n)) {
		memcpy(uid, from, n);
		uid[n] = 0;
	}
}

static char *read_all(const char *dir, size_t *length)
{
	char path[PATH_MAX];
	struct stat st;
	char *text = NULL;
	int fd;

	if (snprintf(path, sizeof(path), "%s/config.json", dir) >= (int)sizeof(path))
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= CONFIG_MAX)
		text = malloc((size_t)st.st_size + 1);
	if (text) {
		ssize_t n = read(fd, text, (size_t)st.st_size);

		*length = n < 0 ? 0 : (size_t)n;
	}
	close(fd);
	return text;
}

const char *bundle_read(const char *dir, struct bundle *b)
{
	struct facts f = { 0 };
	size_t length = 0;
	char *text = read_all(dir, &length);
	int bad;

	memset(b, 0, sizeof(*b));
	if (!text)
		return "it cannot be read";
	bad = json_scan(text, length, on_string, &f);
	free(text);
	if (bad)
		return "it is not JSON";
	if (f.cut || f.paths > 1 || f.types > 1 || f.names > 1)
		return "linux.cgroupsPath or an annotation of the CRI is there twice or too long";
	pod_uid(f.cgroups_path, b->pod_uid);
	b->sandbox = !strcmp(f.type, "sandbox");
	strcpy(b->container_name, f.name);
	return NULL;
}
