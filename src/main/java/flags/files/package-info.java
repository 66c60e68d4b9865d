/** Files: the folder for the flags, the list of countries, and the files in the jar. */
package flags.files;
