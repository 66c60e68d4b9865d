#!/bin/sh
# Runs the program that is in this very file: it is a jar behind this script. Looks for a Java 21 or
# newer and starts it as suits a short run.
#
# The jar has this script in it, too: Launcher has sh run it on an older Java, with the jar for $0,
# and says more in flags_launched, flags_class_path and flags_options, see there.

[ -z "${ZSH_VERSION:-}" ] || emulate sh # for those who call zsh with this file
unset CDPATH # or cd prints where it went
exec </dev/null # nothing reads it; if it is closed, what the JVM opens first is taken for stdout

# Sets $feature to the feature version (25 for 25.0.1) of the JDK in a folder, 0 if there is none.
# Adds one that cannot run the program to $found: it is too old, or cut down.
read_feature() {
  feature=0
  version=
  module_list=jdk.httpserver # of all that are in every JDK, the one that a JDK cut to size lacks first
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
# One name for one file, without links: the cache's path has it.
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
if folder=$(cd -P -- "$java_home" && pwd); then java_home=$folder; fi # a link may be turned to another
java=$java_home/bin/java

# shellcheck disable=SC3013 # POSIX has -ef since 2024, and shells had it long before
if ! [ "${PWD:-}" -ef . ]; then
  case $(pwd -P 2>/dev/null) in
  /*) ;;
  *) # where no JVM starts
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
jvm_options="-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.3 -XX:C1MaxInlineSize=20"
jvm_options="$jvm_options -XX:+UseSerialGC -XX:UserThreadWaitAttemptsAtExit=0"
jvm_options="$jvm_options -XX:+ExitOnOutOfMemoryError -XX:+IgnoreUnrecognizedVMOptions -Xlog:disable"
case $command in
serve) jvm_options="$jvm_options -Xmx256m" ;; # it runs for long, and its garbage is to be collected
*) jvm_options="$jvm_options -Xmn16m" ;;
esac

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
*:*) exec "$java" $jvm_options "$@" ;; # which the JVM would take for two
esac
if [ "$feature" -ge 25 ]; then
  # Not what the JVM learned of methods in the training: that has it compile too much too early.
  jvm_options="$jvm_options -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining"
  make_option="-XX:AOTCacheOutput"
  use_option="-XX:AOTCache"
else
  make_option="-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile"
  use_option="-XX:SharedArchiveFile"
fi

# Makes the cache, unless another run is making it, and deletes those made a month ago. Of the
# caller's files it holds none open: a lock, say.
make_cache() {
  mkdir -p "${cache%/*}" || return
  if ! mkdir "$cache.lock"; then
    find "$cache.lock" -prune -mmin +5 -exec rmdir {} + # of a run that was killed
    return
  fi
  part=$cache.$$
  trap 'rm -f "$part" "$part.config"; rmdir "$cache.lock" 2>/dev/null' EXIT
  command -v nice >/dev/null && nice="nice"
  # shellcheck disable=SC2086 # several words
  ${nice:-} "$java" $jvm_options $make_option="$part" -cp "$class_path" flags.launch.Training || return
  sync "$part" # lest a power cut leave the name without the contents
  mv "$part" "$cache" && : >"$cache.made"
  # shellcheck disable=SC3013 # as -ef
  for file in "$self" "$java_home/release"; do # whatever clock they were dated by
    if [ "$file" -nt "$cache.made" ]; then touch -r "$file" "$cache.made"; fi
  done
  # shellcheck disable=SC2016 # for that shell
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
elif [ -z "${flags_class_path:-}" ]; then # the JVM makes caches of jars alone
  ( # in a shell between, so that this one need not wait
    exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    make_cache &
  )
fi
# shellcheck disable=SC2086 # several words
exec "$java" $jvm_options "$@"
