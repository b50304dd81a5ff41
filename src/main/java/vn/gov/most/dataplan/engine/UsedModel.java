package vn.gov.most.dataplan.engine;

/**
 * A model in use: a file, which becomes the latest version at the start, or a stored version.
 *
 * @param file its path on the class path, such as {@code processes/called/issue-document.bpmn}
 * @param process the process id, which is also the file's name
 * @param version the stored version; 0 for a file
 * @param isLatest whether new instances use this version
 * @param hasInstances whether instances of exactly this version are running
 */
public record UsedModel(String file, String process, int version, boolean isLatest, boolean hasInstances, String text) {

    public static UsedModel ofFile(String file, String text) {
        String process = file.substring(file.lastIndexOf('/') + 1).replace(".bpmn", "");
        return new UsedModel(file, process, 0, true, false, text);
    }

    /** Whether it implements a part of the plan. Called processes and the program's own are in subfolders. */
    public boolean isOfPlan() {
        return file.lastIndexOf('/') == file.indexOf('/');
    }

    /** Where a fault is, in Vietnamese. */
    public String place() {
        return version == 0
                ? "Tệp \"%s\"".formatted(file)
                : "Quy trình \"%s\", phiên bản %d".formatted(process, version);
    }
}
