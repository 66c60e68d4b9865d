/** The demonstration servers, which stand in for those that the chapter has its readers set up. */
package flags.server;
