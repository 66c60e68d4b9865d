#!/bin/sh
# Runs the program that is in this very file: it is a jar behind this script. Looks for a Java 21 or
# newer and starts it as suits a short run.
#
# The jar has this script in it, too: Launcher has sh run it on an older Java, with the jar for $0,
# and says more in flags_launched, flags_class_path and flags_options, see there.

# Sets $feature to the feature version (25 for 25.0.1) of the JDK in a folder, 0 if there is none.
# Adds one that is too old to $found.
read_feature() {
  feature=0
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%\"}
      feature=${value%%[!0-9]*}
      feature=${feature:-0}
      [ "$feature" -ge 21 ] || found="${found:+$found; }$value in $1"
      break
    fi
  done <"$1/release"
}

# Sets $java_home and its $feature: what JAVA_HOME names if it is new enough, else the newest.
find_java() {
  java_home=${JAVA_HOME:-}
  read_feature "$java_home"
  [ "$feature" -lt 21 ] || return 0
  newest=0
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/* /opt/* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*; do
    read_feature "$home"
    if [ "$feature" -gt "$newest" ]; then
      newest=$feature
      java_home=$home
    fi
  done
  feature=$newest
}

case $0 in
/*) self=$0 ;;
*) self=$PWD/$0 ;;
esac
case $self in
*/./* | */../*) # one name for one folder: the cache's path has it
  if folder=$(cd -P "${self%/*}" 2>/dev/null && pwd); then self=$folder/${self##*/}; fi
  ;;
esac
if [ -z "${flags_class_path:-}" ] && ! [ -r "$self" ]; then
  echo "*** Error: cannot find the program at '$self'; call it by its path" >&2
  exit 1
fi
class_path=${flags_class_path:-$self}
case $self in
*[!\ -~]*) # letters, which Java reads as the locale has them
  if [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ]; then
    echo "*** Error: this locale has not all letters of '$self';" \
      "set another, as in LC_ALL=C.UTF-8, or move the program" >&2
    exit 1
  fi
  ;;
esac
case $self in
*:*) # which would end it in a class path
  exec 3<"$self"
  class_path=/dev/fd/3
  ;;
esac
HOME=${HOME:-/dev/null} # below which there is nothing and nothing can be made
found=
find_java
if [ "$feature" -lt 21 ]; then
  if [ -z "${flags_launched:-}" ] && command -v java >/dev/null; then
    exec java -cp "$class_path" flags.launch.Launcher "$@" # may be new, and elsewhere
  fi
  echo "*** Error: flags needs Java 21 or newer; install one, or set JAVA_HOME to its folder." \
    "Found: ${found:-none}" >&2
  exit 1
fi
java=$java_home/bin/java

set -- -cp "$class_path" flags.Flags "$@"
if [ -n "${flags_launched:-}" ]; then
  set -- -Dflags.launched="$flags_launched" "$@"
fi
if [ -n "${flags_options:-}" ]; then
  set -f
  IFS='
'
  # shellcheck disable=SC2086 # a line each
  set -- $flags_options "$@"
  unset IFS
  set +f
fi

# What somebody asks of the JVM, other than properties, may contradict what suits a short run.
case "${flags_options:+ -X} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in
*[!A-Za-z0-9._]-[!D]* | *@*) exec "$java" "$@" ;;
esac

# The compiler, heap and collector that take least in a short run: compile early, but with little in
# each method. At the exit, do not wait for threads in native code: only daemons are left, and of
# virtual ones one always is. End when memory is out: a JVM that has none to wake a virtual thread
# tells nobody, and tries for ever. A JVM that lacks one of these options shall ignore it. No warnings
# of the JVM's: all that they could be about is its cache, without which it only starts slower.
options="-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.3 -XX:C1MaxInlineSize=20"
options="$options -Xmn16m -XX:+UseSerialGC -XX:UserThreadWaitAttemptsAtExit=0"
options="$options -XX:+ExitOnOutOfMemoryError -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable"

# A cache of this program's classes for this JVM. The JVM takes it on trust, so the path says which
# build of the program and which JVM it is for, and where the program is, as the JVM wants to find
# it there; and it is not used if it, the JVM or the program changed after it was made.
case ${XDG_CACHE_HOME:-} in
/*) caches=$XDG_CACHE_HOME/flags ;;
*) caches=$HOME/.cache/flags ;;
esac
cache=$caches/@BUILD@$java_home$self.cache
# shellcheck disable=SC2086 # several words
case $cache in
*:*) exec "$java" $options "$@" ;; # which the JVM would take for two
esac
if [ "$feature" -ge 25 ]; then
  # Not what the JVM learned of methods in the training: that has it compile too much too early.
  options="$options -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining"
  make_option="-XX:AOTCacheOutput"
  use_option="-XX:AOTCache"
else
  make_option="-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile"
  use_option="-XX:SharedArchiveFile"
fi

# Makes the cache, unless another run is making it, and deletes those made a month ago.
make_cache() {
  mkdir -p "${cache%/*}" || return
  if ! mkdir "$cache.lock"; then
    find "$cache.lock" -prune -mmin +5 -exec rmdir {} + # of a run that was killed
    return
  fi
  part=$cache.$$
  trap 'rm -f "$part" "$part.config"; rmdir "$cache.lock" 2>/dev/null' EXIT
  # shellcheck disable=SC2086 # several words
  nice "$java" $options $make_option="$part" -cp "$class_path" flags.launch.Training || return
  sync "$part" # lest a power cut leave the name without the contents
  mv "$part" "$cache" && : >"$cache.made"
  find "$caches" -type f -mtime +30 -exec rm -f {} +
  find "$caches" -depth -type d ! -name '*.lock' -exec rmdir {} +
}

# shellcheck disable=SC3013 # POSIX has -nt since 2024, and shells had it long before
if [ -f "$cache" ] && [ -f "$cache.made" ] && [ "$cache.made" -nt "$java_home/release" ] &&
  [ "$cache.made" -nt "$self" ] && ! [ "$cache" -nt "$cache.made" ]; then
  set -- "$use_option=$cache" "$@"
elif [ -z "${flags_class_path:-}" ]; then # the JVM makes caches of jars alone
  (make_cache </dev/null >/dev/null 2>&1 &) # in a shell between, so that this one need not wait
fi
# shellcheck disable=SC2086 # several words
exec "$java" $options "$@"
