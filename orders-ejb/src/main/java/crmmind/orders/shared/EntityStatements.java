package crmmind.orders.shared;

import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/** Counts the statements that entities cause, in {@link Statements}. EclipseLink makes it (persistence.xml). */
public class EntityStatements extends SessionEventAdapter {

    @Override
    public void preExecuteCall(SessionEvent event) {
        Statements.one();
    }
}
