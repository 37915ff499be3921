/// A real name server and a real web server on loopback, and the looks that may reach them.
@org.jspecify.annotations.NullMarked
package byline.verify;
