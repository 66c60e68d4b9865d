/** The chapter's programs that download nothing: they show what an executor does with tasks. */
package flags.demo;
