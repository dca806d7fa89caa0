import { Component, type ReactNode } from 'react';
import { Button } from '../components/Button';
import { ErrorPanel } from '../components/ErrorPanel';

/** Catches what a screen could not: says so, and offers to draw it again. Nothing on the disk is touched. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    const again = () => this.setState({ error: undefined });
    return (
      <main className="boot">
        <ErrorPanel
          level={1}
          error={this.state.error}
          title="This screen could not be drawn"
          meaning="Nothing was changed or lost."
          onRetry={again}
          actions={
            <Button size="sm" onClick={() => window.location.reload()}>
              Draw everything anew
            </Button>
          }
        />
      </main>
    );
  }
}
