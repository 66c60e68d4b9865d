#!/bin/sh
# Runs the program in this file, which is this script with a jar appended. Looks for Java 21 or
# newer, and starts it with options that suit a short run.
#
# The jar contains this script, too: on an older Java, Launcher runs it with sh, with the jar as $0,
# and passes more in flags_launched, flags_class_path and flags_options; see Launcher.

[ -z "${ZSH_VERSION:-}" ] || emulate sh # if you run this file with zsh
unset CDPATH # or cd prints the new folder
exec </dev/null # nothing reads it; if it is closed, the first file that the JVM opens becomes stdin

# Sets $feature to the feature version (25 for 25.0.1) of the JDK in a folder, or to 0 if there is
# none or it lacks a module. If the JDK is too old or lacks a module, adds it to $found.
read_feature() {
  feature=0
  version=
  # The default, if the file lists no modules. Of the modules that every complete JDK has, a reduced
  # JDK lacks this one first.
  module_list=jdk.httpserver
  [ -f "$1/bin/java" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value || [ -n "$key" ]; do
    value=${value#\"}
    value=${value%\"}
    case $key in
    JAVA_VERSION) version=$value ;;
    MODULES) module_list=$value ;;
    esac
  done <"$1/release"
  feature=${version%%[!0-9]*}
  feature=${feature:-0}
  case " $module_list " in
  *" jdk.httpserver "*) [ "$feature" -lt 21 ] || return 0 ;;
  *)
    version="$version without the module jdk.httpserver"
    feature=0
    ;;
  esac
  [ -z "$version" ] || found="${found:+$found; }$version in $1"
}

# Sets $java_home and its $feature: to the JDK in JAVA_HOME if it is new enough, else to the newest.
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
# Resolves links, so that each file has a single name, which is part of the cache's path.
while [ -L "$self" ] && link=$(readlink "$self"); do
  case $link in
  /*) self=$link ;;
  *) self=${self%/*}/$link ;;
  esac
done
if folder=$(cd -P -- "${self%/*}/" 2>/dev/null && pwd); then self=${folder%/}/${self##*/}; fi
if [ -z "${flags_class_path:-}" ] && ! [ -r "$self" ]; then
  echo "*** Error: cannot find the program at '$self'; call it by its path" >&2
  exit 1
fi
class_path=${flags_class_path:-$self}
case $self in
*[!\ -~]*) # not ASCII; Java decodes it according to the locale
  if [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ]; then
    echo "*** Error: this locale has not all letters of '$self';" \
      "set another, as in LC_ALL=C.UTF-8, or move the program" >&2
    exit 1
  fi
  ;;
esac
case $self in
*:*) # a colon would end the name in a class path
  exec 3<"$self"
  class_path=/dev/fd/3
  ;;
esac
HOME=${HOME:-/dev/null} # no file exists below it, and none can be created
found=
find_java
if [ "$feature" -lt 21 ]; then
  if [ -z "${flags_launched:-}" ] && command -v java >/dev/null; then
    exec java -cp "$class_path" flags.launch.Launcher "$@" # may be newer, in another folder
  fi
  echo "*** Error: flags needs Java 21 or newer; install one, or set JAVA_HOME to its folder." \
    "Found: ${found:-none}" >&2
  exit 1
fi
# Resolves links, because their targets may change.
if folder=$(cd -P -- "$java_home" && pwd); then java_home=$folder; fi
java=$java_home/bin/java

# shellcheck disable=SC3013 # POSIX has -ef since 2024, and shells had it long before
if ! [ "${PWD:-}" -ef . ]; then
  case $(pwd -P 2>/dev/null) in
  /*) ;;
  *) # no JVM starts here
    echo "*** Error: the current folder was deleted; change to another one" >&2
    exit 1
    ;;
  esac
fi

command=${1:-}
set -- -cp "$class_path" flags.Main "$@"
if [ -n "${flags_launched:-}" ]; then
  set -- -Dflags.launched="$flags_launched" "$@"
fi
if [ -n "${flags_options:-}" ]; then
  set -f
  IFS='
'
  # shellcheck disable=SC2086 # one per line
  set -- $flags_options "$@"
  unset IFS
  set +f
fi

# JVM options that the user sets, other than properties, may conflict with those for a short run.
case "${flags_options:+ -X} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in
*[!A-Za-z0-9._]-[!D]* | *@*) exec "$java" "$@" ;;
esac

# Use the compiler, heap and garbage collector that cost least in a short run: compile early, but
# inline little into each method. At exit, do not wait for threads in native code: only daemon
# threads are left, and with virtual threads there is always one in native code. Exit when memory
# runs out: a JVM that lacks the memory to wake a virtual thread retries forever, silently. Ignore
# the options that a JVM does not have. Suppress JVM warnings: they can only be about the cache,
# without which the program just starts more slowly.
jvm_options="-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.3 -XX:C1MaxInlineSize=20"
jvm_options="$jvm_options -XX:+UseSerialGC -XX:UserThreadWaitAttemptsAtExit=0"
jvm_options="$jvm_options -XX:+ExitOnOutOfMemoryError -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable"
case $command in
serve) jvm_options="$jvm_options -Xmx256m" ;; # it runs for long, so its garbage must be collected
*) jvm_options="$jvm_options -Xmn16m" ;;
esac

# A cache of this program's classes for this JVM. The JVM trusts the cache, so its path includes the
# build of the program, the JVM, and the program's location, where the JVM expects the program. It
# is not used if the cache, the JVM or the program changed after the cache was made.
case ${XDG_CACHE_HOME:-} in
/*) caches=$XDG_CACHE_HOME/flags ;;
*) caches=$HOME/.cache/flags ;;
esac
cache=$caches/@BUILD@$java_home$self.cache
# shellcheck disable=SC2086 # several words
case $cache in
*:*) exec "$java" $jvm_options "$@" ;; # the JVM would take it for two files
esac
if [ "$feature" -ge 25 ]; then
  # Do not record or replay method profiles of the training: the JVM would compile too much too
  # early.
  jvm_options="$jvm_options -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining"
  make_option="-XX:AOTCacheOutput"
  use_option="-XX:AOTCache"
else
  make_option="-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile"
  use_option="-XX:SharedArchiveFile"
fi

# Makes the cache, unless another run is making it, and deletes caches made more than a month ago.
# Runs without the caller's open files, which may include a lock.
make_cache() {
  mkdir -p "${cache%/*}" || return
  if ! mkdir "$cache.lock"; then
    find "$cache.lock" -prune -mmin +5 -exec rmdir {} + # left by a run that was killed
    return
  fi
  part=$cache.$$
  trap 'rm -f "$part" "$part.config"; rmdir "$cache.lock" 2>/dev/null' EXIT
  command -v nice >/dev/null && nice="nice"
  # shellcheck disable=SC2086 # several words
  ${nice:-} "$java" $jvm_options $make_option="$part" -cp "$class_path" flags.launch.Training || return
  sync "$part" # or a power cut might leave the name without the contents
  mv "$part" "$cache" && : >"$cache.made"
  # shellcheck disable=SC3013 # as -ef
  for file in "$self" "$java_home/release"; do # their times may be from a different clock
    if [ "$file" -nt "$cache.made" ]; then touch -r "$file" "$cache.made"; fi
  done
  # shellcheck disable=SC2016 # expanded by that shell
  find "$caches" -name '*.cache.made' -mtime +30 -exec sh -c '
    for made; do
      rm -f "$made" "${made%.made}"
      rmdir -p "${made%/*}"
    done' - {} +
}

# shellcheck disable=SC3013 # as -ef
if [ -f "$cache" ] && [ -f "$cache.made" ] && ! [ "$java_home/release" -nt "$cache.made" ] &&
  ! [ "$self" -nt "$cache.made" ] && ! [ "$cache" -nt "$cache.made" ]; then
  set -- "$use_option=$cache" "$@"
elif [ -z "${flags_class_path:-}" ]; then # the JVM makes caches only of jars
  ( # in an intermediate shell, so that this one does not have to wait
    exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    make_cache &
  )
fi
# shellcheck disable=SC2086 # several words
exec "$java" $jvm_options "$@"
