package vn.gov.most.dataplan.engine;

/**
 * A model that counts: a file, which is the latest version once the program has started, or a stored version.
 *
 * @param file its name below the class path's root, such as {@code processes/called/issue-document.bpmn}
 * @param process the process id; so is the file's name
 * @param version as stored; 0 for a file
 * @param isLatest whether it is what is started from now on
 * @param hasInstances whether instances of just this version run
 */
public record UsedModel(String file, String process, int version, boolean isLatest, boolean hasInstances, String text) {

    public static UsedModel ofFile(String file, String text) {
        String process = file.substring(file.lastIndexOf('/') + 1).replace(".bpmn", "");
        return new UsedModel(file, process, 0, true, false, text);
    }

    /** Whether it carries out what a plan names; what others call and what the program itself does lie in folders below. */
    public boolean isOfPlan() {
        return file.lastIndexOf('/') == file.indexOf('/');
    }

    /** As a fault says where it is, in Vietnamese. */
    public String place() {
        return version == 0
                ? "Tệp \"%s\"".formatted(file)
                : "Quy trình \"%s\", phiên bản %d".formatted(process, version);
    }
}
