/// Publishers' sites: which program or person a visit is, where it came from, and what a site's senders say of it.
/// Never a network look-up, never a stored address, never HTTP below the routes.
@org.jspecify.annotations.NullMarked
package byline.sites;
