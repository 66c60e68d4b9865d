/** The chapter's other programs: how tasks run in executors and threads. */
package flags.demo;
