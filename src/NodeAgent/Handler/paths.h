/* Where the handler looks. Overridable only at compile time (-D), never by environment or arguments. */
#ifndef PODMOTION_PATHS_H
#define PODMOTION_PATHS_H

#ifndef STATE_DIR
#define STATE_DIR "/var/lib/podmotion"
#endif
#ifndef AGENT_SOCKET
#define AGENT_SOCKET "/run/podmotion/handler.sock"
#endif
#ifndef SETTINGS_FILE
#define SETTINGS_FILE "/etc/podmotion/handler.conf"
#endif
#ifndef DEFAULT_RUNC
#define DEFAULT_RUNC "/usr/sbin/runc"
#endif
/* kubelet gives a create call two minutes by default; the agent gives up at 100 s, this is the handler's own end. */
#ifndef ANSWER_LIMIT_MS
#define ANSWER_LIMIT_MS 110000
#endif

#endif
