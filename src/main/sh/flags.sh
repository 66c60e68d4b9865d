#!/bin/sh
# Runs the program in this file, which is this script with a jar appended. Looks for Java 21 or
# newer, and starts it with options that suit a short run.
#
# The jar contains this script, too: on an older Java, Launcher runs it with sh, with the jar as $0,
# and passes more in flags_launched, flags_class_path and flags_options; see Launcher.

[ -z "${ZSH_VERSION:-}" ] || emulate sh # if you run this file with zsh
unset CDPATH # or cd prints the new folder
exec </dev/null # nothing reads it; if it is closed, the first file that the JVM opens becomes stdin

fail() {
  printf '*** Error: %s\n' "$1" >&2
  exit 1
}

# Sets $java_home, $feature (25 for 25.0.1) and $java_build to those of the JDK in a folder, if it
# is newer than $feature. If it is too old or lacks a module, adds it to $found.
consider() {
  [ -f "$1/bin/java" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  version=
  build=
  # The default, if the file lists no modules. Of the modules that every complete JDK has, a reduced
  # JDK lacks this one first.
  module_list=jdk.httpserver
  while IFS='=' read -r key value || [ -n "$key" ]; do
    value=${value#\"}
    value=${value%\"}
    case $key in
    JAVA_VERSION) version=$value ;;
    JAVA_RUNTIME_VERSION) build=$value ;;
    MODULES) module_list=$value ;;
    esac
  done <"$1/release"
  number=${version%%[!0-9]*}
  case " $module_list " in
  *" jdk.httpserver "*) ;;
  *)
    version="$version without the module jdk.httpserver"
    number=0
    ;;
  esac
  if [ "${number:-0}" -lt 21 ]; then
    [ -z "$version" ] || found="${found:+$found; }$version in $1"
  elif [ "$number" -gt "$feature" ]; then
    java_home=$1
    feature=$number
    java_build=${build:-$version}
  fi
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
class_path=${flags_class_path:-}
if [ -z "$class_path" ]; then
  class_path=$self
  [ -r "$self" ] || fail "cannot find the program at '$self'; call it by its path"
  case $self in
  *:*) fail "Java finds no program at a path with a colon: '$self'; move it to another folder" ;;
  *[!\ -~]*) # not ASCII; Java decodes it according to the locale
    [ "$(locale charmap 2>/dev/null)" != ANSI_X3.4-1968 ] ||
      fail "this locale has not all letters of '$self'; set another, as in LC_ALL=C.UTF-8, or move the program"
    ;;
  esac
fi

HOME=${HOME:-/dev/null} # no file exists below it, and none can be created
feature=0
found=
consider "${JAVA_HOME:-}"
if [ "$feature" = 0 ]; then
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/* /opt/* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*; do
    consider "$home"
  done
fi
if [ "$feature" = 0 ]; then
  if [ -z "${flags_launched:-}" ] && command -v java >/dev/null; then
    exec java -cp "$class_path" flags.launch.Launcher "$@" # may be newer, in another folder
  fi
  fail "flags needs Java 21 or newer; install one, or set JAVA_HOME to its folder. Found: ${found:-none}"
fi
# Resolves links, because their targets may change.
if folder=$(cd -P -- "$java_home" && pwd); then java_home=$folder; fi
java=$java_home/bin/java

# shellcheck disable=SC3013 # POSIX has -ef since 2024, and shells had it long before
if ! [ "${PWD:-}" -ef . ]; then
  case $(pwd -P 2>/dev/null) in
  /*) ;;
  *) fail "the current folder was deleted; change to another one" ;; # no JVM starts here
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
# inline little into each method. Write no performance data: the JVM would change to its folder, and
# save the flags there if the current one is not accessible. At exit, do not wait for threads in
# native code: only daemon threads are left, and with virtual threads there is always one in native
# code. Exit when memory runs out: a JVM that lacks the memory to wake a virtual thread retries
# forever, silently. Ignore the options that a JVM does not have. Suppress JVM warnings: they can
# only be about the cache, without which the program just starts more slowly.
jvm_options="-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.3 -XX:C1MaxInlineSize=20"
jvm_options="$jvm_options -XX:+UseSerialGC -XX:-UsePerfData -XX:UserThreadWaitAttemptsAtExit=0"
jvm_options="$jvm_options -XX:+ExitOnOutOfMemoryError -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable"
case $command in
serve) jvm_options="$jvm_options -Xmx256m" ;; # it runs for long, so its garbage must be collected
*) jvm_options="$jvm_options -Xmn16m" ;;
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

# A cache of this program's classes. The JVM refuses it, silently and each time, if another build of
# the JVM made it, or for another program or the same one elsewhere: so its path names all of them.
case ${XDG_CACHE_HOME:-} in
/*) caches=$XDG_CACHE_HOME/flags ;;
*) caches=$HOME/.cache/flags ;;
esac
cache=$caches$self/@BUILD@/${java_build%%[/:]*}$java_home.class-cache

# Makes the cache in a folder, which is also the lock. If that fails, or is killed, the folder stays,
# and there is no other attempt for a day. Runs without the caller's open files, which may include a
# lock.
make_cache() {
  trap '' HUP # the terminal may be closed meanwhile
  mkdir -p "${cache%/*}" || return
  find "$cache.part" -prune -mtime +0 -exec rm -rf {} +
  mkdir "$cache.part" && cd "$cache.part" || return
  # shellcheck disable=SC2086 # several words
  nice "$java" $jvm_options $make_option=cache -cp "$class_path" flags.launch.Training || rm -f cache
  sync cache # or a power cut might leave the name without the contents
  if ! mv cache "$cache"; then
    rm -f ./*
    return
  fi
  # shellcheck disable=SC3013 # as -ef
  if [ "$self" -nt "$cache" ]; then touch -r "$self" "$cache"; fi # dated by another clock
  for build in "$caches$self"/*; do
    [ "$build" = "$caches$self/@BUILD@" ] || rm -rf "$build"
  done
  find "$caches/" -name '*.class-cache*' -mtime +30 -exec rm -rf {} +
  rm -r "$cache.part"
}

# shellcheck disable=SC3013 # as -ef
case ${flags_class_path:+:}$cache in
*:*) ;; # the JVM makes caches of jars only, and takes a colon for the end of a name
*)
  if [ -f "$cache" ] && ! [ "$self" -nt "$cache" ]; then
    set -- "$use_option=$cache" "$@"
  else
    ( # in an intermediate shell, so that this one does not have to wait
      exec >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
      make_cache &
    )
  fi
  ;;
esac
# shellcheck disable=SC2086 # several words
exec "$java" $jvm_options "$@"
