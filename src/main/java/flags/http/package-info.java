/** The HTTP client, what it takes for an answer, and what it says where there is none. */
package flags.http;
