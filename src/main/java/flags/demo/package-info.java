/** The programs that download nothing: they show how tasks run in executors and threads. */
package flags.demo;
