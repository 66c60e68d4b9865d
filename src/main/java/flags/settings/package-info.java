/** What a run is asked to do. */
package flags.settings;
