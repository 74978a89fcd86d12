#include "refuse.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char *log_file;

void refuse_log_to(const char *log_path)
{
	log_file = log_path;
}

static void write_json_string(FILE *f, const char *text)
{
	fputc('"', f);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			fprintf(f, "\\%c", c);
		else if (c < 0x20)
			fprintf(f, "\\u%04x", c);
		else
			fputc(c, f);
	}
	fputc('"', f);
}

void refuse(const char *format, ...)
{
	char text[1024];
	va_list args;
	FILE *f;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fprintf(stderr, "podmotion-runc: %s\n", text);
	f = log_file ? fopen(log_file, "ae") : NULL;
	if (f) {
		char stamp[32];
		time_t now = time(NULL);

		strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
		fputs("{\"level\":\"error\",\"msg\":", f);
		write_json_string(f, text);
		fprintf(f, ",\"time\":\"%s\"}\n", stamp);
		fclose(f);
	}
	exit(1);
}
