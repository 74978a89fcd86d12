#ifndef PODMOTION_RESTORE_H
#define PODMOTION_RESTORE_H

#include "arguments.h"
#include "bundle.h"

/* In the bundle: the container was restored, so the `start` that follows has nothing left to start. */
#define RESTORED_MARKER "podmotion-restored"

/*
 * Turns a `create` into a restore: waits for the agent's word, runs `runc restore`, reports. Returns the exit code of the
 * call; refuses (exits) when no agent answers or the agent says no.
 */
int restore_container(char **argv, const struct arguments *a, const struct bundle *b, const char *runc);

#endif
