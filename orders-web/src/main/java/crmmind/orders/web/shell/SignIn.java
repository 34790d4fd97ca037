package crmmind.orders.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Behind the sign-in page: asks the server's security, and goes where the user wanted to go. */
@Named
@RequestScoped
public class SignIn {

    @Inject
    SecurityContext security;

    private @Nullable String username;
    private @Nullable String password;
    private boolean refused;

    /** Signs in, or says that name and password do not fit. */
    public void enter() {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        if (username == null || password == null) {
            refused = true;
            return;
        }
        var status = security.authenticate(
                (HttpServletRequest) external.getRequest(),
                (HttpServletResponse) external.getResponse(),
                AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(username, password))
                        .newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            Pages.goTo(target());
        } else if (status == AuthenticationStatus.SEND_CONTINUE) {
            FacesContext.getCurrentInstance().responseComplete();
        } else {
            refused = true;
        }
    }

    /** Signs out. */
    public void leave() throws ServletException {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        ((HttpServletRequest) external.getRequest()).logout();
        external.invalidateSession();
        Pages.goTo("/login");
    }

    /** Only a page of ours: an address that leads elsewhere is not followed. */
    private String target() {
        var wanted = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("to");
        return Pages.known(wanted);
    }

    public @Nullable String getUsername() {
        return username;
    }

    public void setUsername(@Nullable String username) {
        this.username = username;
    }

    public @Nullable String getPassword() {
        return null; // never back to the page
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public boolean isRefused() {
        return refused;
    }
}
