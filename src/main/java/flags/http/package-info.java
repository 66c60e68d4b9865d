/** The HTTP client, the checks on responses, and the messages about failures. */
package flags.http;
