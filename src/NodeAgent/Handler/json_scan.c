#include "json_scan.h"

#include <stdlib.h>
#include <string.h>

#define KEY_MAX 256

struct scanner {
	const char *at, *end;
	json_string_fn on_string;
	void *context;
	char keys[JSON_DEPTH_MAX][KEY_MAX];
	const char *path[JSON_DEPTH_MAX];
	size_t depth;	/* of objects with a key */
	size_t nesting; /* of objects and arrays */
	int arrays;
	char text[JSON_TEXT_MAX];
	int cut;
};

static void skip_blank(struct scanner *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
		s->at++;
}

static int hex4(struct scanner *s, unsigned *value)
{
	*value = 0;
	for (int i = 0; i < 4; i++, s->at++) {
		char c;

		if (s->at >= s->end)
			return -1;
		c = *s->at;
		if (c >= '0' && c <= '9')
			*value = *value * 16 + (unsigned)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			*value = *value * 16 + (unsigned)((c | 32) - 'a' + 10);
		else
			return -1;
	}
	return 0;
}

static void put(char *out, size_t size, size_t *used, int *cut, unsigned char c)
{
	if (*used + 1 < size)
		out[(*used)++] = (char)c;
	else
		*cut = 1;
}

static void put_code_point(char *out, size_t size, size_t *used, int *cut, unsigned c)
{
	/* A NUL would end the C string early and make two different texts look equal. */
	if (c == 0) {
		*cut = 1;
	} else if (c < 0x80) {
		put(out, size, used, cut, (unsigned char)c);
	} else if (c < 0x800) {
		put(out, size, used, cut, (unsigned char)(0xc0 | c >> 6));
		put(out, size, used, cut, (unsigned char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		put(out, size, used, cut, (unsigned char)(0xe0 | c >> 12));
		put(out, size, used, cut, (unsigned char)(0x80 | (c >> 6 & 0x3f)));
		put(out, size, used, cut, (unsigned char)(0x80 | (c & 0x3f)));
	} else {
		put(out, size, used, cut, (unsigned char)(0xf0 | c >> 18));
		put(out, size, used, cut, (unsigned char)(0x80 | (c >> 12 & 0x3f)));
		put(out, size, used, cut, (unsigned char)(0x80 | (c >> 6 & 0x3f)));
		put(out, size, used, cut, (unsigned char)(0x80 | (c & 0x3f)));
	}
}

static int unicode_escape(struct scanner *s, unsigned *c)
{
	unsigned low;

	if (hex4(s, c))
		return -1;
	if (*c >= 0xd800 && *c < 0xdc00 && s->end - s->at >= 6 && s->at[0] == '\\' && s->at[1] == 'u') {
		s->at += 2;
		if (hex4(s, &low) || low < 0xdc00 || low > 0xdfff)
			return -1;
		*c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
	}
	return 0;
}

static int escape(struct scanner *s, unsigned *c)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (s->at >= s->end)
		return -1;
	if (*s->at == 'u') {
		s->at++;
		return unicode_escape(s, c);
	}
	found = *s->at ? strchr(from, *s->at) : NULL;
	if (!found)
		return -1;
	s->at++;
	*c = (unsigned char)to[found - from];
	return 0;
}

static int string(struct scanner *s, char *out, size_t size, int *cut)
{
	size_t used = 0;
	unsigned c;

	*cut = 0;
	for (s->at++; s->at < s->end; ) {
		c = (unsigned char)*s->at++;
		if (c == '"') {
			out[used] = 0;
			return 0;
		}
		if (c < 0x20)
			return -1;
		if (c != '\\') {
			put(out, size, &used, cut, (unsigned char)c);
			continue;
		}
		if (escape(s, &c))
			return -1;
		put_code_point(out, size, &used, cut, c);
	}
	return -1;
}

static int value(struct scanner *s);

static int key(struct scanner *s)
{
	int cut;

	skip_blank(s);
	if (s->at >= s->end || *s->at != '"')
		return -1;
	if (string(s, s->keys[s->depth], KEY_MAX, &cut))
		return -1;
	/* A cut key must match nothing, least of all the name that it was cut to. */
	if (cut)
		s->keys[s->depth][0] = 0;
	s->path[s->depth] = s->keys[s->depth];
	skip_blank(s);
	return s->at < s->end && *s->at++ == ':' ? 0 : -1;
}

static int members(struct scanner *s, char closing)
{
	s->at++;
	skip_blank(s);
	if (s->at < s->end && *s->at == closing) {
		s->at++;
		return 0;
	}
	for (;;) {
		if (closing == '}') {
			if (key(s))
				return -1;
			s->depth++;
		}
		if (value(s))
			return -1;
		if (closing == '}')
			s->depth--;
		skip_blank(s);
		if (s->at >= s->end)
			return -1;
		if (*s->at == closing) {
			s->at++;
			return 0;
		}
		if (*s->at++ != ',')
			return -1;
	}
}

static int nested(struct scanner *s)
{
	int array = *s->at == '[';
	int result;

	if (s->nesting >= JSON_DEPTH_MAX)
		return -1;
	s->nesting++;
	s->arrays += array;
	result = members(s, array ? ']' : '}');
	s->arrays -= array;
	s->nesting--;
	return result;
}

static int literal(struct scanner *s)
{
	const char *from = s->at;

	while (s->at < s->end && *s->at && strchr("+-.0123456789Eaeflnrstu", *s->at))
		s->at++;
	return s->at > from ? 0 : -1;
}

static int value(struct scanner *s)
{
	skip_blank(s);
	if (s->at >= s->end)
		return -1;
	if (*s->at == '{' || *s->at == '[')
		return nested(s);
	if (*s->at != '"')
		return literal(s);
	if (string(s, s->text, sizeof(s->text), &s->cut))
		return -1;
	if (!s->arrays)
		s->on_string(s->context, s->path, s->depth, s->text, s->cut);
	return 0;
}

int json_scan(const char *text, size_t length, json_string_fn on_string, void *context)
{
	struct scanner *s = calloc(1, sizeof(*s));
	int result;

	if (!s)
		return -1;
	s->at = text;
	s->end = text + length;
	s->on_string = on_string;
	s->context = context;
	result = value(s);
	skip_blank(s);
	if (s->at != s->end)
		result = -1;
	free(s);
	return result;
}
