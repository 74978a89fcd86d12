#include "settings.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"

static char runc_path[PATH_MAX] = DEFAULT_RUNC;

const char *settings_runc(void)
{
	char line[PATH_MAX + 8];
	struct stat st;
	FILE *f = fopen(SETTINGS_FILE, "re");

	if (!f)
		return runc_path;
	/* A file that somebody else can write would let them choose what root runs. */
	if (fstat(fileno(f), &st) == 0 && st.st_uid == geteuid() && !(st.st_mode & (S_IWGRP | S_IWOTH))) {
		while (fgets(line, sizeof(line), f)) {
			line[strcspn(line, "\r\n")] = 0;
			if (strncmp(line, "runc=/", 6) == 0 && strlen(line + 5) < sizeof(runc_path))
				strcpy(runc_path, line + 5);
		}
	}
	fclose(f);
	return runc_path;
}
