package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Deployment;
import costperchange.store.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `import changes --git` makes of histories. The repositories are made here; their hours are of
/// 2026-09-01.
class ImportGitTest {

    @TempDir
    Path temp;

    private Path folder;
    private Git git;

    @BeforeEach
    void repository() throws Exception {
        folder = temp.resolve("checkout");
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        git.remoteAdd()
                .setName("origin")
                .setUri(new URIish("git@github.com:acme/checkout.git"))
                .call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void each_tag_stands_in_for_a_deployment_that_brought_what_no_tag_before_had() throws Exception {
        commit(1, "services/cart/a", "one");
        commit(2, "services/cart/b", "two");
        tag(3, "v1");
        commit(4, "services/cart/c", "three");
        RevCommit last = commit(5, "docs/d", "four");
        tag(6, "v2");

        assertThat(imported()).isEqualTo("2 deployments recorded, 0 known already\n");
        assertThat(imported()).isEqualTo("0 deployments recorded, 2 known already\n");

        List<Deployment> deployments = deployments("checkout");
        assertThat(deployments).extracting(one -> one.id().id()).containsExactly("v1", "v2");
        Deployment second = deployments.getLast();
        assertThat(second.id().source()).isEqualTo("git");
        assertThat(second.revision()).isEqualTo(last.name());
        assertThat(second.environment()).isEqualTo("production");
        assertThat(second.finishedAt()).isEqualTo(hour(6));
        assertThat(second.told().firstCommitAt()).isEqualTo(hour(4));
        assertThat(second.told().commits()).isEqualTo(2);
        assertThat(second.told().reverts()).isZero();
        assertThat(second.observations().getFirst().told().origin().repository())
                .isEqualTo("github.com/acme/checkout");
        assertThat(second.observations().getFirst().told().origin().paths()).containsExactly("docs/", "services/cart/");
    }

    @Test
    void the_first_takes_the_time_of_its_own_commit_and_not_all_the_history_before() throws Exception {
        commit(1, "a", "one");
        commit(2, "a", "two");
        tag(3, "v1");

        imported();

        Deployment first = deployments("checkout").getFirst();
        assertThat(first.told().firstCommitAt()).isEqualTo(hour(2));
        assertThat(first.told().commits()).isNull();
        assertThat(first.observations().getFirst().told().origin().paths()).isEmpty();
    }

    @Test
    void a_light_tag_has_the_time_of_its_commit() throws Exception {
        commit(1, "a", "one");
        git.tag().setName("v1").setAnnotated(false).call();

        imported();

        assertThat(deployments("checkout").getFirst().finishedAt()).isEqualTo(hour(1));
    }

    @Test
    void of_two_tags_on_one_commit_the_second_brings_nothing() throws Exception {
        commit(1, "a", "one");
        tag(2, "v1");
        RevCommit both = commit(3, "a", "two");
        tag(4, "v2");
        tag(5, "v2-again");

        imported();

        assertThat(deployments("checkout").subList(1, 3))
                .allSatisfy(one -> assertThat(one.revision()).isEqualTo(both.name()));
        assertThat(deployments("checkout").get(1).told().commits()).isOne();
        assertThat(deployments("checkout").get(2).told().commits()).isZero();
        assertThat(deployments("checkout").get(2).told().firstCommitAt()).isNull();
    }

    @Test
    void what_a_tag_of_another_branch_had_is_not_counted_again() throws Exception {
        commit(1, "a", "one");
        tag(2, "v1.0");
        git.branchCreate().setName("old").call();
        commit(3, "b", "two");
        tag(4, "v2.0");
        git.checkout().setName("old").call();
        commit(5, "c", "three");
        tag(6, "v1.1");
        git.checkout().setName("main").call();
        commit(7, "d", "four");
        tag(8, "v2.1");

        imported();

        assertThat(deployments("checkout"))
                .extracting(one -> one.told().commits())
                .containsExactly(null, 1, 1, 1);
    }

    @Test
    void only_the_tags_that_match_and_only_since_a_day_are_imported() throws Exception {
        commit(1, "a", "one");
        tag(2, "v1");
        commit(30, "a", "two");
        tag(31, "v2");
        tag(32, "nightly");
        commit(33, "a", "three");
        tag(34, "v3");

        assertThat(imported("--tags", "v*", "--since", "2026-09-02"))
                .isEqualTo("2 deployments recorded, 0 known already\n");
        assertThat(deployments("checkout"))
                .extracting(one -> one.told().commits())
                .containsExactly(1, 1);
    }

    @Test
    void each_merge_to_the_branch_stands_in_for_a_deployment() throws Exception {
        commit(1, "a", "one");
        git.checkout().setCreateBranch(true).setName("feature").call();
        RevCommit taken = commit(2, "b", "two");
        commit(3, "c", "Revert \"two\"\n\nThis reverts commit " + taken.name() + ".");
        git.checkout().setName("main").call();
        RevCommit merge = merge(4, "feature");
        commit(5, "d", "put there directly");

        assertThat(imported("--by", "merges", "--application", "basket", "--environment", "Prod"))
                .isEqualTo("3 deployments recorded, 0 known already\n");

        Deployment merged = deployments("basket").get(1);
        assertThat(merged.id().id()).isEqualTo(merge.name());
        assertThat(merged.environment()).isEqualTo("prod");
        assertThat(merged.finishedAt()).isEqualTo(hour(4));
        assertThat(merged.told().firstCommitAt()).isEqualTo(hour(2));
        assertThat(merged.told().commits()).isEqualTo(3);
        assertThat(merged.told().reverts()).isOne();
        assertThat(deployments("basket").get(2).told().commits()).isOne();
    }

    @Test
    void nothing_of_a_person_and_no_message_is_kept() throws Exception {
        commit(1, "a", "one secret message");
        tag(2, "v1");

        imported();

        assertThat(deployments("checkout").toString()).doesNotContain("secret", "Ada", "ada@");
    }

    @Test
    void a_bare_repository_is_read_too_and_one_without_a_remote_is_called_like_its_folder() throws Exception {
        commit(1, "a", "one");
        tag(2, "v1");
        folder = temp.resolve("basket.git");
        Git bare = Git.cloneRepository()
                .setURI(temp.resolve("checkout").toUri().toString())
                .setBare(true)
                .setDirectory(folder.toFile())
                .call();
        bare.close();

        assertThat(imported()).isEqualTo("1 deployments recorded, 0 known already\n");
        assertThat(deployments("basket")).hasSize(1);
    }

    @Test
    void of_a_shallow_clone_it_is_said_that_history_is_missing() throws Exception {
        commit(1, "a", "one");
        tag(2, "v1");
        commit(3, "a", "two");
        commit(4, "a", "three");
        commit(4, "a", "and more");
        tag(5, "v2");
        commit(6, "a", "four");
        tag(7, "v3");
        // With depth 2, the commit of hour 3 is left out, and that of hour 4 is where history ends.
        folder = temp.resolve("shallow");
        Git.cloneRepository()
                .setURI(temp.resolve("checkout").toUri().toString())
                .setDepth(2)
                .setDirectory(folder.toFile())
                .call()
                .close();

        assertThat(imported("--application", "checkout")).contains("the clone is shallow");
        assertThat(deployments("checkout"))
                .extracting(one -> one.told().commits())
                .containsExactly(null, null, 1);
    }

    @Test
    void an_empty_repository_is_refused() {
        CommandLineRun run = run();

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("has no tag that matches: nothing stands in for a deployment");
        assertThat(run("--by", "merges").err()).contains("has no commit");
    }

    @Test
    void a_folder_that_is_no_repository_is_refused_even_inside_of_one() throws Exception {
        folder = Files.createDirectory(folder.resolve("inside"));
        assertThat(run().err()).contains("is not a Git repository: name the folder that holds .git");

        folder = temp.resolve("nowhere");
        assertThat(run().err()).contains("there is no such folder");
    }

    @Test
    void a_branch_that_is_not_there_is_refused() throws Exception {
        commit(1, "a", "one");

        assertThat(run("--by", "merges", "--branch", "other").err()).contains("has no branch 'other'");
    }

    private RevCommit commit(int hour, String file, String message) throws IOException, GitAPIException {
        Path path = temp.resolve("checkout").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, message + hour);
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(person(hour))
                .setCommitter(person(hour))
                .setSign(false)
                .call();
    }

    private RevCommit merge(int hour, String branch) throws IOException, GitAPIException {
        git.merge()
                .include(git.getRepository().findRef(branch))
                .setFastForward(FastForwardMode.NO_FF)
                .setCommit(false)
                .call();
        return git.commit()
                .setMessage("merge")
                .setAuthor(person(hour))
                .setCommitter(person(hour))
                .setSign(false)
                .call();
    }

    private void tag(int hour, String name) throws GitAPIException {
        git.tag()
                .setName(name)
                .setAnnotated(true)
                .setSigned(false)
                .setMessage(name)
                .setTagger(person(hour))
                .call();
    }

    private static PersonIdent person(int hour) {
        return new PersonIdent("Ada", "ada@example.com", hour(hour), ZoneOffset.UTC);
    }

    private static Instant hour(int hour) {
        return Instant.parse("2026-09-01T00:00:00Z").plusSeconds(hour * 3600L);
    }

    private String imported(String... options) {
        CommandLineRun run = run(options);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private CommandLineRun run(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "import";
        arguments[1] = "changes";
        arguments[2] = "--git";
        arguments[3] = folder.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return CommandLineRun.of(temp.resolve("data"), arguments);
    }

    private List<Deployment> deployments(String application) {
        try (Installation installation = Installation.open(Optional.of(temp.resolve("data")))) {
            return new Deployments(installation.table())
                    .all(application).stream()
                            .sorted(Comparator.comparing(Deployment::finishedAt)
                                    .thenComparing(one -> one.id().id()))
                            .toList();
        }
    }
}
