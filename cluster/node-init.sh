#!/bin/bash
# node-init.sh NAME FOLDER REAPER - process 1 of a node, inside new mount, uts, ipc and pid namespaces and the node's network
# namespace: /run, /etc and the state under /var become the node's own, /sys shows its network; then it becomes the reaper.
set -euo pipefail
name=$1 folder=$2 reaper=$3
hostname "$name"
mkdir -p "$folder"/{cgroups,containerd,kubelet,cni,etc.upper,etc.work,var.upper,var.work,log/pods,log/containers}
mount --rbind /sys/fs/cgroup "$folder/cgroups"
mount -t sysfs sysfs /sys
mount --rbind "$folder/cgroups" /sys/fs/cgroup
umount -l "$folder/cgroups"
mount -t overlay etc -o "lowerdir=/etc,upperdir=$folder/etc.upper,workdir=$folder/etc.work" /etc
mount -t overlay var -o "lowerdir=/var,upperdir=$folder/var.upper,workdir=$folder/var.work" /var
mkdir -p /var/lib/{containerd,kubelet,cni} /var/log/{pods,containers} /etc/cni/net.d /etc/containerd
for state in containerd kubelet cni; do mount --bind "$folder/$state" "/var/lib/$state"; done
for logs in pods containers; do mount --bind "$folder/log/$logs" "/var/log/$logs"; done
mount -t tmpfs -o mode=0755,size=50% run /run
mkdir -p /run/lock /run/netns
[ -L /var/run ] || mount --rbind /run /var/run
mount --make-rshared /
touch /run/node-ready
exec -a "node-$name" "$reaper"
