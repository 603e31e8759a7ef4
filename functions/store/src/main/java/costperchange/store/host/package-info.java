/// # Hosts of code
///
/// How GitHub and GitLab are asked and told, by whoever has something to ask or to tell: the webhook's walks,
/// which read what no webhook told, and the report's word back, which comments on commits.
///
/// [Host] and [Vendor] say where an API is, [Access] with what it is reached, [Exchange] how a request is
/// made as slowly as its receiver wants, and [Api] reads and writes JSON by it.
///
/// Rules:
/// - a token goes to the host it is for, over TLS, and to no other; it stands in no address, message or log;
/// - redirects are not followed;
/// - limits of rate are waited for where there is time, and end the work where there is none;
/// - what cannot be made undone is sent again only after it was asked whether it took effect.
@NullMarked
package costperchange.store.host;

import org.jspecify.annotations.NullMarked;
