/** The chapter's programs that download nothing: they show how executors run tasks. */
package flags.demo;
