#ifndef PODMOTION_BUNDLE_H
#define PODMOTION_BUNDLE_H

#define POD_UID_MAX 65
#define CONTAINER_NAME_MAX 256

struct bundle {
	int sandbox; /* the pod's sandbox: never fenced, never restored */
	char pod_uid[POD_UID_MAX]; /* empty: no pod's container */
	char container_name[CONTAINER_NAME_MAX]; /* empty: the bundle names none */
};

/*
 * Reads DIR/config.json: the pod's UID out of linux.cgroupsPath, which kubelet makes, and the CRI's own two annotations.
 * Nothing that a pod's author writes is looked at. Returns NULL, or why the file cannot be trusted.
 */
const char *bundle_read(const char *dir, struct bundle *b);

#endif
