/** The HTTP client, what it takes for a response, and what it says where there is none. */
package flags.http;
