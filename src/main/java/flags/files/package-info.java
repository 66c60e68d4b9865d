/**
 * What is on the disk: the folder for the flags, the list of countries, the limit on open files.
 */
package flags.files;
