#ifndef PODMOTION_SETTINGS_H
#define PODMOTION_SETTINGS_H

/* The path of the real runc: from the settings file's `runc=` line where root alone can write that file, else the default. */
const char *settings_runc(void);

#endif
