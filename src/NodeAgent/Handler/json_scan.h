#ifndef PODMOTION_JSON_SCAN_H
#define PODMOTION_JSON_SCAN_H

#include <stddef.h>

/* Longest decoded string that a caller is given; a longer one is delivered cut, with `cut` set. */
#define JSON_TEXT_MAX 4096
#define JSON_DEPTH_MAX 64

/* Called for every string value below objects only: keys[0..depth) is the path, all decoded. */
typedef void (*json_string_fn)(void *context, const char *const *keys, size_t depth, const char *value, int cut);

/* Reads one JSON document. Returns 0, or -1 when the text is not one (the callback may have been called by then). */
int json_scan(const char *text, size_t length, json_string_fn on_string, void *context);

#endif
